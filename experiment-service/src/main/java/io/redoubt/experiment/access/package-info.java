/** Authentication of HTTP requests. */
package io.redoubt.experiment.access;
