/** Results of smoke tests in the forms that CI systems read. */
package dev.slipway.launcher.smoke.report;
