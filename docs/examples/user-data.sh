#!/bin/sh
# Runs in the guest when it boots first: says on the console when a disk of 2 GiB (4194304 sectors) has come.
(
    until grep -qsx 4194304 /sys/block/vd?/size; do sleep 1; done
    echo "guest: a volume of 2 GiB is here" >/dev/console
) &
