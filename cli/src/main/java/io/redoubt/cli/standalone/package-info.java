/** Attacks and judges model files in this process, on files alone: no broker, no store, no services. */
package io.redoubt.cli.standalone;
