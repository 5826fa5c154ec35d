/** {@code slipway doctor}. */
package dev.slipway.launcher.cli.doctor;
