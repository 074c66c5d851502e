/** Reads and checks the options of commands that work on files alone, without a broker, store or services. */
package io.redoubt.cli.standalone;
