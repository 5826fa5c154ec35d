/** What an instance is on this machine: its record, its files, its ports and its domain. */
package dev.slipway.launcher.instance.machine;
