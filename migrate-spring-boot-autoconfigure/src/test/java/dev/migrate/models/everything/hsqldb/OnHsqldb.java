package dev.migrate.models.everything.hsqldb;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Check;

/**
 * The mappings that only HSQLDB supports.
 */
public final class OnHsqldb {

	private OnHsqldb() {
	}

	@Entity(name = "Special")
	@Table(indexes = @Index(columnList = "tiny desc"))
	static class Special {

		@Id
		int id;

		@Column(columnDefinition = "varchar_ignorecase(30) default 'A' not null")
		String ignoringCase;

		@Column(columnDefinition = "varchar(30) collate sql_text_ucc")
		String collated;

		@Column(columnDefinition = "bit varying(12) default B'101'")
		byte[] bits;

		@Column(columnDefinition = "decimal(9) default -7")
		BigDecimal decimal;

		@Column(columnDefinition = "longvarchar")
		String longText;

		@Column(columnDefinition = "interval day(3) to second(4)")
		String span;

		@Column(columnDefinition = "varchar(10) array[5]")
		String[] few;

		@Column(columnDefinition = "tinyint default 1")
		byte tiny;

		@Check(constraints = "required is not null")
		String required;

	}

}
