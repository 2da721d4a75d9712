# Completion of icp in bash: eval "$(icp completion bash)" in ~/.bashrc.
_icp_complete() {
    local line typed behind candidate
    line=${COMP_LINE:0:COMP_POINT}
    typed=${line##*[[:space:]]}
    # Only what stands behind the last of these signs (= and : among them) is replaced, and an @ itself.
    behind=${typed##*["$COMP_WORDBREAKS"]}
    [[ ${typed%"$behind"} == *@ ]] && behind=@$behind
    COMPREPLY=()
    while IFS= read -r candidate; do
        if [[ $candidate == :files ]]; then
            compopt -o default 2>/dev/null
        else
            COMPREPLY+=("${candidate#"${typed%"$behind"}"}")
        fi
    done < <("${COMP_WORDS[0]/#\~/$HOME}" completion bash --line "$line" 2>/dev/null)
}
# Older ones (macOS) know neither compopt nor nosort: there a path follows wherever nothing else does.
complete -o nosort -F _icp_complete icp 2>/dev/null || complete -o default -F _icp_complete icp
