package dev.migrate.models.everything;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * Indexes on a part of the rows.
 */
public final class PartialIndexes {

	private PartialIndexes() {
	}

	@Entity(name = "Account")
	@Table(indexes = { @Index(name = "of_the_living", columnList = "mail", options = "where deleted_at is null"),
			@Index(columnList = "mail, number desc", options = "WHERE number > 0 and mail <> 'where'"),
			@Index(columnList = "number") })
	static class Account {

		@Id
		int id;

		String mail;

		int number;

		Instant deletedAt;

	}

}
