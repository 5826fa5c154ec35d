/** Images in single files: written by one Slipway, taken unchanged by another; and plain disks for everybody else. */
package dev.slipway.imagestore.transfer.archive;
