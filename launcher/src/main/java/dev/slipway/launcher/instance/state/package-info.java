/** The states of an instance, and how what was asked and what runs are joined into one. Pure. */
package dev.slipway.launcher.instance.state;
