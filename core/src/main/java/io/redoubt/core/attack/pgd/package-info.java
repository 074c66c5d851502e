/** Projected gradient descent (Madry et al. 2018) and random noise. */
package io.redoubt.core.attack.pgd;
