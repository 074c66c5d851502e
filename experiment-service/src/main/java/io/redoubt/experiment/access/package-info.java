/** Who may use the HTTP interface. */
package io.redoubt.experiment.access;
