package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Pretexts;
import io.redoubt.api.Require;

/**
 * One self-supervised pretraining run.
 *
 * @param id names the run in this request; fine-tuning entries refer to it
 * @param task the pretext task
 * @param training standard (P2) or adversarial (P3)
 * @param recipe how it is trained
 */
public record PretrainEntry(String id, String task, Training training, Recipe recipe) {

    public PretrainEntry {
        Ids.require("id", id);
        if (id.equals(FinetuneEntry.NONE)) {
            throw new InvalidFieldException("id", "'none' means no pretraining; choose another name");
        }
        Pretexts.require("task", task);
        Require.present("training", training);
        Require.present("recipe", recipe);
    }
}
