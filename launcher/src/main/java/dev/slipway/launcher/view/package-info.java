/** The objects as EC2's JSON shows them, and as tables do. */
package dev.slipway.launcher.view;
