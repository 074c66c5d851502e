package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Rejects parts of a request that a form does not have, or that it would ignore or misread. */
public final class FormFields {

    private FormFields() {}

    /**
     * Compares the parts of a request with the fields of a form.
     *
     * @param form class with a member annotated with {@link RestForm} for each field: a list of files, or a text
     * @throws InvalidFieldException naming a part that is not a field, a repeated text, or a file in place of a text
     */
    public static void require(MultipartFormDataInput input, Class<?> form) {
        SortedMap<String, Field> known = new TreeMap<>();
        for (Field field : form.getDeclaredFields()) {
            RestForm part = field.getAnnotation(RestForm.class);
            if (part != null) {
                known.put(part.value().isEmpty() ? field.getName() : part.value(), field);
            }
        }
        input.getValues().forEach((name, values) -> {
            NamedValues.require(
                    "a field of this form", name, values.size(), known.keySet(), () -> isList(known.get(name)));
            boolean files = isList(known.get(name));
            if (values.stream().anyMatch(value -> value.isFileItem() != files)) {
                throw new InvalidFieldException(
                        name, files ? "is not a file; send it with a file name" : "is a file; send the text itself");
            }
        });
    }

    private static boolean isList(Field field) {
        return field.getType() == List.class;
    }
}
