/** What this host can do: checks that prove it, and the commands that mend what is wrong. */
package dev.slipway.launcher.doctor;
