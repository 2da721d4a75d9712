# Completion of icp in fish: icp completion fish | source in ~/.config/fish/config.fish.
function __icp_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] completion fish -- $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = :files
        set -l option (string match -r -- '^--[a-z-]+=' "$current")
        for path in (__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' "$current"))
            printf '%s%s\n' "$option" $path
        end
    else if set -q lines[1]
        printf '%s\n' $lines
    end
end
complete -c icp -k -f -a '(__icp_complete)'
