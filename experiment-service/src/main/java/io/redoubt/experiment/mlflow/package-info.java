/** Runs on an MLflow tracking server, from the events of jobs. */
package io.redoubt.experiment.mlflow;
