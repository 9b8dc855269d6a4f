package dev.migrate.service;

/**
 * Prepares a database before an operation depends on its state.
 */
@FunctionalInterface
public interface Preparation {

	/**
	 * Leaves the database as it is.
	 */
	Preparation NONE = () -> {
	};

	/**
	 * Prepare the database.
	 */
	void prepare();

}
