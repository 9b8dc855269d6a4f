package com.example.shop;

import com.example.library.Titled;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Book extends Titled {

	@Id
	@GeneratedValue
	private Long id;

}
