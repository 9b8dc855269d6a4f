package dev.migrate.models.everything.h2;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

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

	}

}
