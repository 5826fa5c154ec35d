/** What the user set: flags, variables, the settings file, and the defaults behind them. */
package dev.slipway.launcher.settings;
