#compdef icp
# Completion of icp in zsh: eval "$(icp completion zsh)" in ~/.zshrc, behind compinit; or this text as
# _icp in a folder of $fpath.
_icp() {
    local program=${(Q)words[1]} line value
    local -a lines described
    lines=("${(@f)$(${~program} completion zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ $lines[1] == :files ]]; then
        compset -P '--[a-z-]##='
        _files
        return
    fi
    for line in $lines; do
        value=${line%%$'\t'*}
        described+=("${value//:/\\:}:${line#*$'\t'}")
    done
    (( $#described )) && _describe -V icp described
}
if [[ $funcstack[1] == _icp ]]; then
    _icp "$@"
else
    compdef _icp icp
fi
