package org.lineageca.ca.api;

import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import org.lineageca.ca.mass.ResultFormat;

/** A route that answers a line for each certificate, in the {@link ResultFormat} asked for. */
@ApiResponse(
        responseCode = "200",
        content = {
            @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
            @Content(mediaType = "application/jsonl", schema = @Schema(type = "string"))
        })
@Produces({"text/csv", "application/jsonl"})
@Target(ElementType.METHOD)
@interface AnswersResults {}
