/** The eval-service: recomputes accuracies from stored examples in an independent pass, and writes reports. */
package io.redoubt.eval;
