/** The finetune-service: takes fine-tuning jobs from its queue and runs them with core. */
package io.redoubt.finetune;
