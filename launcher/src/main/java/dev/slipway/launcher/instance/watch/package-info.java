/** Tells what happens to instances: what is written down of it, and what happens while somebody listens. */
package dev.slipway.launcher.instance.watch;
