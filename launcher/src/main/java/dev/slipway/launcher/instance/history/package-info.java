/** What happened to instances: every change of state with its time, its reason and who brought it about. */
package dev.slipway.launcher.instance.history;
