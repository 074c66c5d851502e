package io.redoubt.experiment.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.redoubt.api.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Bodies and events are written as on the topics. */
class ContractJson {

    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.mapper();
    }
}
