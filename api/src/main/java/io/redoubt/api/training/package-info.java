/** How a network is trained: the recipe with schedule, augmentation, attack and averaging, and the objective. */
package io.redoubt.api.training;
