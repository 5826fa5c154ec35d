/** Instance types: what an instance has of processors, memory and instance-store disks, by EC2's names. */
package dev.slipway.launcher.type;
