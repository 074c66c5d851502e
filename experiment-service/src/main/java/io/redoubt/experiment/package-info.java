/** The experiment-service: plans requests as graphs of jobs, tracks them, and answers over REST. It never computes on images. */
package io.redoubt.experiment;
