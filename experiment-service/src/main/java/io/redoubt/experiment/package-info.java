/**
 * The experiment-service: plans requests as job graphs, tracks them, and serves them over REST. It does not process
 * images.
 */
package io.redoubt.experiment;
