package dev.migrate.models.everything.h2;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The mappings that H2 supports and PostgreSQL does not.
 */
public final class OnH2 {

	private OnH2() {
	}

	@Entity(name = "Special")
	static class Special {

		@Id
		int id;

		@Column(columnDefinition = "varchar_ignorecase(30) default 'A' not null")
		String ignoringCase;

		@Column(columnDefinition = "decfloat(20)")
		java.math.BigDecimal decfloat;

		@Column(columnDefinition = "tinyint default 1")
		byte tiny;

		@Array(length = 5)
		Integer[] five;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		@ColumnDefault("'DARK'")
		@Column(nullable = false)
		Shade shade;

		@Enumerated
		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		@Column(unique = true)
		Shade other;

	}

	enum Shade {

		LIGHT, DARK

	}

}
