/** The dashboard as its users see it: a local server and headless Chromium, which all tests share. */
package io.redoubt.browser;
