/**
 * What an instance is told about itself at its first boot: the files of a NoCloud seed, which cloud-init and its kin read
 * from a disk labelled {@code cidata}. See https://cloudinit.readthedocs.io/en/latest/reference/datasources/nocloud.html.
 */
package dev.slipway.launcher.seed;
