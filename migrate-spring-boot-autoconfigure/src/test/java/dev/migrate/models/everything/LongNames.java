package dev.migrate.models.everything;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.View;

/**
 * Names that some products truncate and others reject, and a view of another schema,
 * which some products lack.
 */
public final class LongNames {

	private LongNames() {
	}

	@Entity(name = "Lengthy")
	@Table(name = "a_table_whose_name_is_longer_than_the_sixty_three_characters_that_some_take",
			indexes = @Index(name = "an_index_whose_name_is_longer_than_the_sixty_three_characters_that_some_take",
					columnList = "plain"))
	static class Lengthy {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(name = "a_column_whose_name_is_longer_than_the_sixty_three_characters_that_some_take", unique = true)
		String column;

		String plain;

		@ManyToOne
		Lengthy another;

	}

	@Entity(name = "Labels")
	@View(query = "select id, label from archive.archived")
	@Immutable
	static class Labels {

		@Id
		Long id;

		String label;

	}

}
