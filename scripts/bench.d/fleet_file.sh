# Sourced by the benches of fleets: a fleet of paravirtual tiny guests.
source "$PIECES/launch.sh"

# The least that Debian's kernel for x86_64 boots in is 80 MiB.
FLEET_TYPE=lab.96m
# More processors for guests than usual, which is sixteen for each of the host's.
export SLIPWAY_CPU_OVERCOMMIT=64

# Writes the file of a fleet with so many members.
fleet_file() {
    printf 'fleet: bench\ngroups:\n  tiny: {image: tiny-pv, type: %s, count: %s, ready: {for: [login], timeout: 30m}}\n' \
        "$FLEET_TYPE" "$1" >"$WORK/fleet.yaml"
}

launch_fleet() { "$SLIPWAY" fleet launch "$WORK/fleet.yaml" -o json >"$WORK/fleet.json"; }
