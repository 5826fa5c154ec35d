/** What is kept about an instance. */
package dev.slipway.launcher.instance.record;
