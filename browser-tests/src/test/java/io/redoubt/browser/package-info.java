/** The dashboard as its users see it: a local server, which all tests share, and headless Chromium. */
package io.redoubt.browser;
