/** An experiment request as a user writes it, its presets, and the reader that validates and completes it. */
package io.redoubt.api.request;
