/** Console output. */
package io.redoubt.cli.view;
