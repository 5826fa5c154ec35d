/** What is asked of a guest that has come up: ports, answers, commands. */
package dev.slipway.launcher.smoke.check;
