/** Ways into a guest: ssh, commands, files, its console, its screen. */
package dev.slipway.launcher.instance.access;
