/** The services of one region for one account, for every face. */
package dev.slipway.launcher.service;
