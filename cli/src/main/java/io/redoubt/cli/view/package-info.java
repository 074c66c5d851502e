/** What a person sees on the console. */
package io.redoubt.cli.view;
