package dev.migrate;

/**
 * Why an operation failed.
 *
 * @param code what kind of error it is
 * @param message what is wrong and what to do, in whole sentences
 */
public record ErrorView(ErrorCode code, String message) {

}
