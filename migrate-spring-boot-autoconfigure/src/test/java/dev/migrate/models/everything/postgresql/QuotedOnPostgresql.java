package dev.migrate.models.everything.postgresql;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The mappings for a model that quotes all names, which only PostgreSQL supports.
 */
public final class QuotedOnPostgresql {

	private QuotedOnPostgresql() {
	}

	@Entity(name = "Painting")
	static class Painting {

		@Id
		long id;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		Shade shade;

	}

	enum Shade {

		LIGHT, DARK

	}

}
