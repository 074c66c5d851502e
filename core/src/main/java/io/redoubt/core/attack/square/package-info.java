/** Square Attack (Andriushchenko et al., ECCV 2020). */
package io.redoubt.core.attack.square;
