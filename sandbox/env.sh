# Take it in with `. sandbox/env.sh`: from then on `pulumi` in this shell deploys into the sandbox, for example
#   pulumi preview --stack dev --policy-pack policy-pack
# The shell's own Pulumi (home folder, backend, credentials) stays as it was; a new shell is out of the sandbox again.

if [ -n "${BASH_SOURCE:-}" ]; then
  landing_zone_env="${BASH_SOURCE}"
elif [ -n "${ZSH_VERSION:-}" ]; then
  eval 'landing_zone_env="${(%):-%x}"'
else
  # A plain sh does not say which file it reads, so it must be called from the root.
  landing_zone_env="./sandbox/env.sh"
fi
landing_zone_root="$(cd "$(dirname "$landing_zone_env")/.." && pwd)"

if landing_zone_lines="$(node --require "$landing_zone_root/tools/register.js" \
  "$landing_zone_root/tools/sandbox/print-environment.ts")"; then
  eval "$landing_zone_lines"
fi
unset landing_zone_env landing_zone_root landing_zone_lines
