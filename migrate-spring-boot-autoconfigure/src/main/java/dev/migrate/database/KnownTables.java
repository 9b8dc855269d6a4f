package dev.migrate.database;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrate.dialect.Scratch;

/**
 * The tables and sequences of well-known frameworks, which create and change these
 * objects themselves.
 */
final class KnownTables {

	private static final Set<String> NAMES = Set.of(
			// The marker of scratch databases
			Scratch.OnServer.MARK,
			// Flyway
			"flyway_schema_history",
			// Spring Session
			"spring_session", "spring_session_attributes",
			// Spring Batch
			"batch_job_instance", "batch_job_execution", "batch_job_execution_params", "batch_job_execution_context",
			"batch_step_execution", "batch_step_execution_context", "batch_job_seq", "batch_job_instance_seq",
			"batch_job_execution_seq", "batch_step_execution_seq",
			// Spring Modulith
			"event_publication", "event_publication_archive",
			// Spring Integration
			"int_message", "int_message_group", "int_group_to_message", "int_lock", "int_channel_message",
			"int_metadata_store", "int_message_seq",
			// ShedLock
			"shedlock",
			// PostGIS
			"spatial_ref_sys");

	/**
	 * The prefixes of the names of Quartz and JobRunr.
	 */
	private static final List<String> PREFIXES = List.of("qrtz_", "jobrunr_");

	private KnownTables() {
	}

	/**
	 * Return whether an object of this name belongs to a framework.
	 * @param name the name within its schema
	 * @return {@code true} if it does
	 */
	static boolean contains(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return NAMES.contains(lowerCase) || PREFIXES.stream().anyMatch(lowerCase::startsWith);
	}

}
