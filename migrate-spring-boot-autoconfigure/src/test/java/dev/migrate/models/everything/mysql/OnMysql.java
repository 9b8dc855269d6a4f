package dev.migrate.models.everything.mysql;

import java.time.LocalDateTime;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.View;

/**
 * The mappings that only MySQL and MariaDB support.
 */
public final class OnMysql {

	private OnMysql() {
	}

	@Entity(name = "Special")
	@Table(comment = "Backslashes \\\\ and quotes ''",
			indexes = { @Index(name = "hinted_index", columnList = "name desc", options = "comment 'where it''s read'"),
					@Index(columnList = "another, number") },
			uniqueConstraints = @UniqueConstraint(name = "hinted_key", columnNames = { "number", "another" }))
	static class Special {

		@Id
		int id;

		@Collate("utf8mb4_bin")
		@Column(length = 30)
		String name;

		@Collate("utf8mb4_general_ci")
		@Column(length = 30, nullable = false)
		String another;

		int number;

		@Column(columnDefinition = "mediumtext")
		String article;

		@Column(columnDefinition = "varchar(20) character set latin1 default 'x' not null comment 'in Latin'")
		String latin;

		@Column(columnDefinition = "int unsigned not null default 7")
		int counted;

		@Column(columnDefinition = "integer(11)")
		Integer wide;

		@Column(columnDefinition = "boolean default true")
		Boolean flag;

		@Column(columnDefinition = "set('a','b c','d''e')")
		String chosen;

		@Column(columnDefinition = "enum('a','b(c','d''e') default 'a'")
		String one;

		@Column(columnDefinition = "timestamp(6) default current_timestamp(6) on update current_timestamp(6)")
		LocalDateTime touched;

		@Column(columnDefinition = "datetime not null default current_timestamp on update current_timestamp")
		LocalDateTime changed;

		@Column(columnDefinition = "datetime(3) on update current_timestamp(3)")
		LocalDateTime updated;

		@Column(columnDefinition = "int generated always as (number * 2) virtual")
		Integer twice;

		@Column(columnDefinition = "int as (number * 3)")
		Integer thrice;

		@Column(columnDefinition = "year default 2020")
		Integer inYear;

		@Column(columnDefinition = "float(30)")
		Double rough;

		@Column(columnDefinition = "binary(4) default 'abcd'")
		byte[] four;

		@Column(columnDefinition = "point")
		byte[] place;

		@ColumnDefault("(uuid())")
		@Column(length = 40)
		String madeUp;

		@ColumnDefault("null")
		String nothing;

		@Comment("a \\\\ and a ''")
		String remarked;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.RESTRICT)
		Special other;

		@ManyToOne
		Elsewhere elsewhere;

	}

	@Entity(name = "Elsewhere")
	@Table(catalog = "archive", name = "`Else Where`", indexes = @Index(columnList = "`a b`"))
	static class Elsewhere {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(name = "`a b`", length = 40)
		String spaced;

		@ManyToOne
		Elsewhere previous;

	}

	@Entity(name = "Lengthy")
	@Table(name = "a_table_whose_name_has_as_many_characters_as_are_allowed_for_one",
			indexes = @Index(name = "an_index_whose_name_has_as_many_characters_as_are_allowed_for_it",
					columnList = "plain"))
	static class Lengthy {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(name = "a_column_whose_name_has_as_many_characters_as_allowed_for_column", unique = true)
		String column;

		String plain;

		@ManyToOne
		Lengthy another;

	}

	@Entity(name = "Labels")
	@View(query = "select id, another as label from special")
	@Immutable
	static class Labels {

		@Id
		int id;

		String label;

	}

}
