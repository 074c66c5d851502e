/** Filter expressions over the fields of experiments, such as {@code state:failed ra>0.4}. */
package io.redoubt.experiment.filter;
